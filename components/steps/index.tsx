export type Step = {
  title: string
  say: string
  /** "Expect: Trending now" */
  expect: string
  /** "Seen", "Now"; absent for what is still to come. */
  state?: string
  current?: boolean
}

/** A journey as a list. */
export function Steps({ items }: { items: readonly Step[] }) {
  return (
    <ol className="steps">
      {items.map((step, i) => (
        <li key={step.title} aria-current={step.current ? 'step' : undefined}>
          <span className="n num">{i + 1}</span>
          <div>
            <h3 className="name">{step.title}</h3>
            <p className="text-muted">{step.say}</p>
            <p>{step.expect}</p>
          </div>
          {step.state && <span className="state">{step.state}</span>}
        </li>
      ))}
    </ol>
  )
}
