// @ts-check
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'

/** Twice what a letter shows on a dense screen, nearly: two stand beside each other in 600 pixels. */
export const LETTER_WIDTH = 480
/** A letter's four pictures together weigh what one page's first picture does. */
export const LETTER_BYTES = 25 * 1024
/** From what a silk's sheen needs down to where sequins begin to smear. */
const QUALITIES = [74, 68, 62, 56, 50]

/**
 * Makes, for every colourway, the one JPEG that letters show: mail clients know no AVIF. From its largest file, as good as
 * `LETTER_BYTES` allow. Second views are left out: no letter shows them. What is newer than its source is left alone.
 *
 * @param {string} pictures the folder that holds products/
 */
export async function makeLetterPictures(pictures) {
  const [from, to] = [path.join(pictures, 'products'), path.join(pictures, 'letters')]
  await mkdir(to, { recursive: true })
  const names = (await readdir(from))
    .filter((file) => file.endsWith('-800.avif') && !file.endsWith('-detail-800.avif'))
    .map((file) => file.replace(/-800\.avif$/, ''))
    .sort()
  let written = 0
  for (const name of names) {
    const source = path.join(from, `${name}-800.avif`)
    const file = path.join(to, `${name}.jpg`)
    const [made, given] = await Promise.all([stat(file).catch(() => null), stat(source)])
    if (made && made.mtimeMs >= given.mtimeMs) continue
    await writeFile(`${file}.part`, await encoded(source))
    await rename(`${file}.part`, file)
    written += 1
  }
  console.log(`${names.length} pictures for letters, ${written} files written`)
}

/** @param {string} source */
async function encoded(source) {
  const small = await sharp(source).resize(LETTER_WIDTH).png().toBuffer()
  let best = Buffer.alloc(0)
  for (const quality of QUALITIES) {
    best = await sharp(small).jpeg({ quality, mozjpeg: true }).toBuffer()
    if (best.length <= LETTER_BYTES) break
  }
  return best
}
