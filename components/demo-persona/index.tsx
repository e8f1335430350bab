export type DemoPersonaProps = {
  name: string
  line: string
  /** Receives `id`. Absent for who this browser already is; then `state` says so. */
  become?: { action: (form: FormData) => void | Promise<void>; id: string; label: string; name: string }
  state?: string
}

/** Someone this browser can become. */
export function DemoPersona({ name, line, become, state }: DemoPersonaProps) {
  return (
    <li className="person">
      <div>
        <h3 className="name">{name}</h3>
        <p className="text-muted">{line}</p>
      </div>
      {become ? (
        <form action={become.action}>
          <input type="hidden" name="id" value={become.id} />
          <button className="btn line small" aria-label={become.name}>
            {become.label}
          </button>
        </form>
      ) : (
        <span className="font-medium">{state}</span>
      )}
    </li>
  )
}
