import { Picture, type PictureSet } from '@/components/picture'

export type EditTileProps = { picture: PictureSet; title: string; line: string; link: { href: string; label: string } }

/** The editorial place in a listing, two by two: stand it after the sixth card. */
export function EditTile({ picture, title, line, link }: EditTileProps) {
  return (
    <li className="edit">
      <Picture picture={picture} sizes="(width >= 1100px) 50vw, (width >= 700px) 67vw, 100vw" />
      <div className="copy">
        <h3 className="display d40">{title}</h3>
        <p className="caption">{line}</p>
        <a className="link alone caption" href={link.href}>
          {link.label}
        </a>
      </div>
    </li>
  )
}
