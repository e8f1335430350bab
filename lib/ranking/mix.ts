import type { Mix, RankingContext } from './schema'

const AS_IN_THE_SHOP: Mix = { trending: 1, neighbours: 1, affinity: 1, news: 1, variety: 1 }

/** How much each part counts here: as in the shop unless the context tells otherwise. */
export const mixOf = ({ mix }: Pick<RankingContext, 'mix'>): Mix =>
  mix ? { ...AS_IN_THE_SHOP, ...mix } : AS_IN_THE_SHOP
