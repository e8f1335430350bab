import { notFound } from 'next/navigation'

/** Any other address: the shop's own not-found page, dynamic and with a nonce like every page. */
export default function MissingPage(): never {
  notFound()
}
