import NotFound from './(store)/not-found'

/** Outside the shop's frame (the presenter's page where it does not exist): the same words, in a main part of their own. */
export default function BareNotFound() {
  return (
    <main id="main" tabIndex={-1}>
      <NotFound />
    </main>
  )
}
