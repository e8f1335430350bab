export {
  ActionForm,
  FormCheck,
  FormChoice,
  FormSelect,
  FormSubmit,
  FormText,
  type ActionFormProps,
  type FormState,
} from './action-form'
export { ErrorSummary, type ErrorSummaryProps } from './error-summary'
export {
  CheckField,
  ChoiceField,
  Field,
  FormSection,
  SelectField,
  TextField,
  describedBy,
  type CheckFieldProps,
  type ChoiceFieldProps,
  type FieldProps,
  type SelectFieldProps,
  type TextFieldProps,
} from './field'
