/**
 * A workflow is data: named steps that each read one thing off the input, branches in their order, and what each branch
 * says. Steps and conditions are pure, so the same input takes the same branch and says the same words.
 */
export type Workflow<Input, Data extends object, Voice, Output> = {
  /** Each step reads the input alone; it runs when a branch first asks for it, and never twice. */
  data: { readonly [Name in keyof Data]: (input: Input) => Data[Name] }
  /** The first one that holds is taken. */
  branches: readonly Branch<Data, Voice, Output>[]
}

export type Branch<Data, Voice, Output> = {
  name: string
  when: (data: Readonly<Data>, voice: Voice) => Verdict
  output: (data: Readonly<Data>, voice: Voice) => Output
}

/** Whether a branch applies, and by what it was judged, in words: why it does, or why it does not. */
export type Verdict = { holds: boolean; because: string }

/** A branch that was looked at. Those after the one that was taken were not. */
export type Considered<Name> = Verdict & {
  branch: string
  /** The steps that its condition read. */
  read: readonly Name[]
}

export type Evaluation<Data extends object, Output> = {
  branch: string
  output: Output
  /** Every step that a condition or the output read, with what it found. */
  used: Readonly<Partial<Data>>
  /** In the order of the workflow; the last one is the branch that was taken. */
  considered: readonly Considered<keyof Data>[]
}

/**
 * Runs a workflow: data, branch, output.
 * @param voice how to speak: the same for every branch, and no fact of its own.
 * Throws a RangeError when no branch holds: a workflow ends with one that always does.
 */
export function evaluate<Input, Data extends object, Voice, Output>(
  { data, branches }: Workflow<Input, Data, Voice, Output>,
  input: Input,
  voice: Voice,
): Evaluation<Data, Output> {
  const used: Partial<Data> = {}
  let read = new Set<keyof Data>()
  const names = Object.keys(data) as (keyof Data)[]
  const recorded = Object.defineProperties(
    {},
    Object.fromEntries(
      names.map((name) => [
        name,
        {
          enumerable: true,
          get: () => {
            read.add(name)
            if (!Object.hasOwn(used, name)) used[name] = data[name](input)
            return used[name]
          },
        },
      ]),
    ),
  ) as Readonly<Data> // every name of the steps was given its getter

  const considered: Considered<keyof Data>[] = []
  for (const { name: branch, when, output } of branches) {
    read = new Set()
    const verdict = when(recorded, voice)
    considered.push({ branch, ...verdict, read: [...read] })
    if (verdict.holds) return { branch, output: output(recorded, voice), used, considered }
  }
  throw new RangeError('no branch of the workflow holds')
}
