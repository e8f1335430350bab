import { Picture, type PictureSet } from '@/components/picture'

/** A piece's pictures, never wider than the 800 px they have. On a phone the panel comes after the first one. */
export function Gallery({ pictures }: { pictures: readonly PictureSet[] }) {
  return (
    <div className="gallery">
      {pictures.map((picture, i) => (
        <Picture
          key={picture.src}
          picture={picture}
          sizes="(width >= 1440px) 800px, (width >= 900px) 57vw, 100vw"
          eager={i === 0}
        />
      ))}
    </div>
  )
}
