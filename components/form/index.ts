export { ActionForm, FormSelect, FormSubmit, FormText, type ActionFormProps, type FormState } from './action-form'
export { ErrorSummary, type ErrorSummaryProps } from './error-summary'
export {
  Field,
  FormSection,
  SelectField,
  TextField,
  describedBy,
  type FieldProps,
  type SelectFieldProps,
  type TextFieldProps,
} from './field'
