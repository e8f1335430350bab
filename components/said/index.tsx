import { SayForm, type SayFormProps } from '@/components/say-form'

type Button = Pick<SayFormProps, 'fields' | 'label' | 'name' | 'pressed'>

export type SaidProps = {
  action: SayFormProps['action']
  wish: Button
  like: Button
  dislike: Button
  /** What holds, or what the buttons are for. */
  line: string
  /** To the wishlist, once the piece is in it. */
  link?: { href: string; label: string }
}

/** What a shopper can say of a piece: that she wishes for it, that she likes it, that it is not for her. */
export function Said({ action, wish, like, dislike, line, link }: SaidProps) {
  const common = { action, describedBy: 'said' }
  return (
    <div className="said">
      <SayForm {...common} {...wish} id="wish" look="btn line full" />
      <SayForm {...common} {...like} id="like" look="toggle" />
      <SayForm {...common} {...dislike} id="dislike" look="toggle" />
      <p className="caption text-muted">
        <span id="said" role="status">
          {line}
        </span>{' '}
        {link && (
          <a className="link" href={link.href}>
            {link.label}
          </a>
        )}
      </p>
    </div>
  )
}
