import type { ComponentProps } from 'react'

type Look = {
  /** Outlined instead of solid. */
  line?: boolean
  full?: boolean
  small?: boolean
}

const look = ({ line, full, small }: Look) =>
  ['btn', line && 'line', full && 'full', small && 'small'].filter(Boolean).join(' ')

export type ButtonProps = Look & Omit<ComponentProps<'button'>, 'className'>

export function Button({ line, full, small, ...button }: ButtonProps) {
  return <button {...button} className={look({ line, full, small })} />
}

export type ButtonLinkProps = Look & Omit<ComponentProps<'a'>, 'className'>

export function ButtonLink({ line, full, small, ...link }: ButtonLinkProps) {
  return <a {...link} className={look({ line, full, small })} />
}
