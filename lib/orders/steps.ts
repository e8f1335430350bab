/** The named moments of placing an order between which another request may slip in. */
export type Step =
  | 'reserve:locked'
  | 'reserve:priced'
  | 'reserve:before-stock'
  | 'reserve:before-order'
  | 'place:before-authorise'
  | 'place:before-confirm'
  | 'confirm:before-commit'

/** What a test wants done at such a moment. The shop passes none. */
export type Steps = (step: Step) => Promise<void> | void
