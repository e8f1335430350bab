/** The total and the way on, fixed to the bottom of a phone. */
export function PayBar({
  total,
  link,
}: {
  total: { label: string; amount: string }
  link: { href: string; label: string }
}) {
  return (
    <section className="paybar" aria-label={total.label}>
      <p>
        <span className="caption block text-muted">{total.label}</span>
        <span className="num fresh inline-block font-medium" key={total.amount}>
          {total.amount}
        </span>
      </p>
      <a className="btn" href={link.href}>
        {link.label}
      </a>
    </section>
  )
}
