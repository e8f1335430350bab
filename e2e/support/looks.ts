/** Two off-shoulder dresses of one house, Corvane: looking at them teaches a taste. */
export const GOWN = '/p/rapace-off-shoulder-gown'
export const DRESS = '/p/nerium-off-shoulder-dress'
export const LOOKS = [DRESS, GOWN]
