import sizes from './picture-sizes.json'

/** What an `<img>` or `<source>` needs: the largest file, all files by width, and the fixed size that holds its place. */
export type PictureSet = { src: string; srcSet: string; width: number; height: number }

type Size = { width: number; height: number; widths: readonly number[] }

export type EditorialName = keyof typeof sizes.editorial
export type EditorialCrop = 'wide' | 'tall'

/** The widths in which a product's picture exists, smallest first, in pixels. All are 4:5. */
export const PRODUCT_WIDTHS: readonly number[] = sizes.products.widths

/** The names of the editorial scenes, each in both crops. */
export const EDITORIAL_NAMES = Object.keys(sizes.editorial) as EditorialName[] // keys of a literal file of our own

const file = (path: string, width: number) => `${path}-${width}.avif`

function set(path: string, { width, height, widths }: Size): PictureSet {
  return { src: file(path, width), srcSet: widths.map((w) => `${file(path, w)} ${w}w`).join(', '), width, height }
}

/** The files of a product's picture, from the path that products and colourways carry ("/pictures/products/<name>"). */
export const productPicture = (path: string): PictureSet => set(path, sizes.products)

/** One file of a product's picture at the smallest stated width that is at least `width` pixels (else the largest). */
export function productPictureAt(path: string, width: number): string {
  return file(path, PRODUCT_WIDTHS.find((w) => w >= width) ?? sizes.products.width)
}

/** The files of an editorial scene: `wide` for desktop, `tall` for phones. They are different crops, not sizes. */
export function editorialPicture(name: EditorialName, crop: EditorialCrop): PictureSet {
  return set(`/pictures/editorial/${name}-${crop}`, sizes.editorial[name][crop])
}
