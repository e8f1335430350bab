import { describe, expect, it } from 'vitest'
import { formRefusal } from './broken-form'

const formOf = (fields: Readonly<Record<string, string>>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

describe('formRefusal', () => {
  it('lets through what pages send, with a script and without one', () => {
    expect(formRefusal({ action: true, form: formOf({ '1_sku': 'x', '0': '["$K1"]' }) })).toBeNull()
    expect(formRefusal({ action: true, form: formOf({ '1_sku': 'x', '0': '[{"status":"idle"},"$K1"]' }) })).toBeNull()
    expect(formRefusal({ action: false, form: formOf({ $ACTION_ID_abc: '', sku: 'x' }) })).toBeNull()
    const bound = { $ACTION_REF_1: '', '$ACTION_1:0': '{"id":"abc"}', '$ACTION_1:1': '[{"status":"idle"}]' }
    expect(formRefusal({ action: false, form: formOf(bound) })).toBeNull()
  })

  it('lets through an action that takes nothing', () => {
    expect(formRefusal({ action: true, form: null, text: '[]' })).toBeNull()
    expect(formRefusal({ action: true, form: null, text: '[1]' })?.status).toBe(400)
    expect(formRefusal({ action: true, form: null, text: '' })?.status).toBe(400)
  })

  it('refuses what is no form, or not a whole one', () => {
    expect(formRefusal({ action: false, form: null })?.status).toBe(400)
    expect(formRefusal({ action: true, form: null })?.status).toBe(400)
  })

  it('refuses an action whose last argument is no form', () => {
    for (const passed of ['{', '5', 'null', '{}', '[]', '["x"]', '["$Q1"]', '["$K1",1]', '["$K1 "]']) {
      expect(formRefusal({ action: true, form: formOf({ '0': passed }) })?.status, passed).toBe(400)
    }
    expect(formRefusal({ action: true, form: formOf({}) })?.status).toBe(400)
    const file = new FormData()
    file.set('0', new Blob(['["$K1"]']))
    expect(formRefusal({ action: true, form: file })?.status).toBe(400)
  })

  it('refuses a form whose bound arguments cannot be read', () => {
    expect(formRefusal({ action: false, form: formOf({ $ACTION_REF_1: '', '$ACTION_1:1': '{' }) })?.status).toBe(400)
  })
})
