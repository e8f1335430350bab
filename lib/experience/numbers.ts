import type { Say } from './say'

/** "three houses". */
export const wordedHouses = (count: number, { t }: Say): string => t('category.houses', { count })
