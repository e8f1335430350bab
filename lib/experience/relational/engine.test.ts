import { describe, expect, it } from 'vitest'
import { evaluate, type Workflow } from './engine'

type Input = { age: number; name: string }
type Data = { age: number; name: string; initial: string }

/** A door: children first, then whoever has a name, then everybody. */
function door(ran: string[] = []): Workflow<Input, Data, { hello: string }, string> {
  return {
    data: {
      age: ({ age }) => (ran.push('age'), age),
      name: ({ name }) => (ran.push('name'), name),
      initial: ({ name }) => (ran.push('initial'), name.charAt(0)),
    },
    branches: [
      {
        name: 'child',
        when: ({ age }) => ({ holds: age < 12, because: `${age} years old` }),
        output: ({ name }, { hello }) => `${hello}, little ${name}`,
      },
      {
        name: 'known',
        when: ({ name, age }) => ({ holds: name !== '', because: name && age ? `called ${name}` : 'no name' }),
        output: ({ initial }, { hello }) => `${hello}, ${initial}.`,
      },
      { name: 'anybody', when: () => ({ holds: true, because: 'everybody' }), output: (_, { hello }) => hello },
    ],
  }
}
const at = (input: Input, ran?: string[]) => evaluate(door(ran), input, { hello: 'Hello' })

describe('a workflow', () => {
  it('takes the first branch that holds, and looks at none after it', () => {
    const { branch, output, considered } = at({ age: 7, name: 'Alice' })
    expect([branch, output]).toEqual(['child', 'Hello, little Alice'])
    expect(considered).toEqual([{ branch: 'child', holds: true, because: '7 years old', read: ['age'] }])
  })

  it('tells of each branch before it why it was not taken, and what was read for it', () => {
    const { branch, considered } = at({ age: 30, name: '' })
    expect(branch).toBe('anybody')
    expect(considered).toEqual([
      { branch: 'child', holds: false, because: '30 years old', read: ['age'] },
      { branch: 'known', holds: false, because: 'no name', read: ['name', 'age'] },
      { branch: 'anybody', holds: true, because: 'everybody', read: [] },
    ])
  })

  it('records what conditions and output used, and nothing that nobody asked for', () => {
    expect(at({ age: 30, name: 'Bo' }).used).toEqual({ age: 30, name: 'Bo', initial: 'B' })
    expect(at({ age: 7, name: 'Bo' }).used).toEqual({ age: 7, name: 'Bo' })
  })

  it('runs a step when it is asked for, and once', () => {
    const ran: string[] = []
    at({ age: 30, name: 'Bo' }, ran)
    expect(ran).toEqual(['age', 'name', 'initial'])
    ran.length = 0
    at({ age: 30, name: '' }, ran)
    expect(ran).toEqual(['age', 'name'])
  })

  it('says the same of the same input', () => {
    expect(at({ age: 30, name: 'Bo' })).toEqual(at({ age: 30, name: 'Bo' }))
  })

  it('is at fault when nothing holds', () => {
    const { data, branches } = door()
    const open = { data, branches: branches.slice(0, 2) }
    expect(() => evaluate(open, { age: 30, name: '' }, { hello: '' })).toThrow(RangeError)
  })
})
