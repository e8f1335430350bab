import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { editorialAlt } from './editorial'
import { EDITORIAL_NAMES, editorialPicture, productPicture, productPictureAt } from './pictures'

const publicFolder = path.resolve(import.meta.dirname, '../../public')

describe('a product picture', () => {
  it('names its files and holds its place', () => {
    expect(productPicture('/pictures/products/via-95-patent-pump-noir')).toEqual({
      src: '/pictures/products/via-95-patent-pump-noir-800.avif',
      srcSet:
        '/pictures/products/via-95-patent-pump-noir-240.avif 240w, ' +
        '/pictures/products/via-95-patent-pump-noir-480.avif 480w, ' +
        '/pictures/products/via-95-patent-pump-noir-800.avif 800w',
      width: 800,
      height: 1000,
    })
  })

  it.each([
    [1, 240],
    [240, 240],
    [241, 480],
    [800, 800],
    [5000, 800],
  ])('at least %i wide is the one of %i', (wanted, width) => {
    expect(productPictureAt('/pictures/products/x', wanted)).toBe(`/pictures/products/x-${width}.avif`)
  })
})

describe('editorial pictures', () => {
  const crops = EDITORIAL_NAMES.flatMap((name) => (['wide', 'tall'] as const).map((crop) => ({ name, crop })))

  it.each(crops)('$name, $crop: every file is there, as wide as it says', async ({ name, crop }) => {
    const { src, srcSet, width, height } = editorialPicture(name, crop)
    for (const candidate of srcSet.split(', ')) {
      const [file = '', stated] = candidate.split(' ')
      const picture = await sharp(path.join(publicFolder, file)).metadata()
      expect(`${picture.width}w`).toBe(stated)
      expect(picture.height).toBe(Math.round((picture.width * height) / width))
    }
    expect(existsSync(path.join(publicFolder, src))).toBe(true)
    expect(srcSet).toContain(`${src} ${width}w`)
    expect(editorialAlt(name, crop)).not.toBe('')
  })

  it('are all that the folder holds', () => {
    const files = crops.flatMap(({ name, crop }) => editorialPicture(name, crop).srcSet.split(', '))
    expect(readdirSync(path.join(publicFolder, 'pictures/editorial')).sort()).toEqual(
      files.map((candidate) => path.basename(candidate.split(' ')[0] ?? '')).sort(),
    )
  })
})
