/** A price in words of money: "$3,120.00". A reduction is another line with its reason, never a struck price. */
export function Price({ amount, large }: { amount: string; large?: boolean }) {
  return <p className={large ? 'num price-large' : 'num'}>{amount}</p>
}
