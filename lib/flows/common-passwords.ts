// Passwords of ten characters or more from the heads of the lists that leaked most often (SecLists, "10k most common",
// MIT), in lower case; shorter ones are refused by their length.
const COMMON = new Set(
  `1234567890 0123456789 0987654321 9876543210 12345678910 123456789a 1234567891 123456123456 123123123123 1231231234
   1q2w3e4r5t 1qaz2wsx3edc q1w2e3r4t5 qwertyuiop qwerty1234 qwerty12345 qwerty123456 asdfghjkl1 asdfghjkl; zxcvbnm123
   password12 password123 password1234 password12345 passw0rd123 p@ssw0rd123 mypassword letmein123 letmein1234
   iloveyou12 iloveyou123 welcome123 welcome1234 sunshine123 princess123 football123 baseball123 superman123
   administrator administrator1 changeme123 trustno1234 whatever123 basketball charlie123 michael123 jordan1234
   liverpool1 manchester chocolate1 butterfly1 spiderman1 strawberry christopher alexander1 elizabeth1 washington
   california pokemon123 starwars123 dragon1234 monkey1234 master1234 shadow1234 abcdefghij abcdefghijk abcd123456
   a123456789 aa12345678 abc1234567 abc123456789 testtest12 test123456 testing123 temporary1 qazwsxedcrfv`.split(/\s+/),
)

/** Whether a password is one that is tried first: a common one, one character again and again, or a run of digits. */
export function isCommonPassword(password: string): boolean {
  const plain = password.toLowerCase()
  if (COMMON.has(plain) || /^(.{1,3})\1+$/.test(plain)) return true
  const steps = new Set([...plain].slice(1).map((char, i) => (char.codePointAt(0) ?? 0) - (plain.codePointAt(i) ?? 0)))
  return steps.size === 1
}
