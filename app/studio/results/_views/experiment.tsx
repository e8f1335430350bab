import type { Head } from '@/lib/studio/results/head-view'

/** One experiment of the list: its name, where it stands, what can be said. */
export function Experiment({ head }: { head: Head }) {
  return (
    <li>
      <h3>
        <a className="link" href={`/studio/results/${head.key}`}>
          {head.name}
        </a>
      </h3>
      <p className="caption num text-muted">{head.state}</p>
      <div className="says num">
        {head.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {head.simulated && <p className="text-muted">{head.simulated.title}</p>}
      </div>
    </li>
  )
}
