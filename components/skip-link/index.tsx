/** The first stop of the Tab key. The page's `<main id="main" tabIndex={-1}>` is where it lands. */
export function SkipLink({ label }: { label: string }) {
  return (
    <a className="skip" href="#main">
      {label}
    </a>
  )
}
