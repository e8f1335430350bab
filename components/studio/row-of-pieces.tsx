import { Picture, type PictureSet } from '@/components/picture'

/** The first row of a listing, small: what stands where. */
export function RowOfPieces({
  title,
  pieces,
}: {
  title: string
  pieces: readonly { key: string; name: string; picture: PictureSet }[]
}) {
  return (
    <div className="grid content-start gap-2">
      <h3 className="caption font-medium">{title}</h3>
      <ol className="row-of-pieces">
        {pieces.map(({ key, name, picture }) => (
          <li key={key}>
            <Picture picture={picture} sizes="160px" alt="" />
            <p className="caption">{name}</p>
          </li>
        ))}
      </ol>
    </div>
  )
}
