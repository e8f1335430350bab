// Makes the shop's pictures: every width that lib/catalog/picture-sizes.json states, as AVIF, under public/pictures.
//
//   npm run images -- <folder with products/*.avif and editorial/*.avif>
//
// The given full-size file is copied unchanged as the largest width; only smaller ones are encoded. A file that is newer
// than its source is left alone, so an interrupted run is taken up where it stopped. The results are committed: nobody
// needs to run this to start the shop.
//
//   npm run images -- --letters
//
// Makes, from the widths that are there, what letters show: mail clients know no AVIF (docs/letters.md).
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { makeLetterPictures } from './lib/letter-pictures.mjs'

// By eye, held beside the sources at three times their size: at 50 sequins and cut stones smear, at 64 nothing is missed.
const QUALITY = 64
const EFFORT = 6

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const target = path.join(root, 'public/pictures')

const isFresh = async (file, source) => {
  const [made, given] = await Promise.all([stat(file).catch(() => null), stat(source)])
  return made !== null && made.mtimeMs >= given.mtimeMs
}

/** What has to be made: one entry per source, with the size it must have and the widths wanted of it. */
async function plan(from) {
  const sizes = JSON.parse(await readFile(path.join(root, 'lib/catalog/picture-sizes.json'), 'utf8'))
  const products = (await readdir(path.join(from, 'products')))
    .filter((file) => file.endsWith('.avif'))
    .sort()
    .map((file) => ({ kind: 'products', name: path.basename(file, '.avif'), size: sizes.products }))
  const editorial = Object.entries(sizes.editorial).flatMap(([name, crops]) =>
    Object.entries(crops).map(([crop, size]) => ({ kind: 'editorial', name: `${name}-${crop}`, size })),
  )
  return [...products, ...editorial]
}

/** Makes one picture's widths and answers how many files were written. Throws when the source has another size. */
async function make(from, { kind, name, size }) {
  const source = path.join(from, kind, `${name}.avif`)
  const { width, height } = await sharp(source).metadata()
  if (width !== size.width || height !== size.height) {
    throw new Error(`${source} is ${width} x ${height}; ${size.width} x ${size.height} was expected`)
  }
  let written = 0
  for (const wanted of size.widths) {
    const file = path.join(target, kind, `${name}-${wanted}.avif`)
    if (await isFresh(file, source)) continue
    const unfinished = `${file}.part`
    // Its bytes, not its permissions: the source may be read-only.
    if (wanted === size.width) await writeFile(unfinished, await readFile(source))
    else await sharp(source).resize(wanted).avif({ quality: QUALITY, effort: EFFORT }).toFile(unfinished)
    await rename(unfinished, file)
    written += 1
  }
  return written
}

const [given] = process.argv.slice(2)
if (given === '--letters') {
  await makeLetterPictures(target)
  process.exit(0)
}
if (!given) {
  console.error('Say where the full-size pictures are: npm run images -- <folder with products/ and editorial/>')
  process.exit(2)
}

// One picture at a time: the encoder itself uses every core it is given.
const from = path.resolve(given)
await Promise.all(['products', 'editorial'].map((kind) => mkdir(path.join(target, kind), { recursive: true })))
const pictures = await plan(from)
let written = 0
for (const [index, picture] of pictures.entries()) {
  written += await make(from, picture)
  if ((index + 1) % 50 === 0 || index + 1 === pictures.length) {
    console.log(`${index + 1} of ${pictures.length} pictures, ${written} files written`)
  }
}
await makeLetterPictures(target)
