import { describe, expect, it } from 'vitest'
import { answerOf, firstLine } from './answers'

const fault = (command: string, response: string) =>
  Object.assign(new Error('failed'), { command, response, responseCode: Number(response.slice(0, 3)) })

describe('what a mail server’s answer means', () => {
  it.each([
    ['RCPT TO', '550 No such user'],
    ['RCPT TO', '550 5.1.1 <anna@example.test>: Recipient address rejected'],
    ['RCPT TO', '551 User not local'],
    ['RCPT TO', '553-5.1.2 We weren’t able to find the recipient domain'],
    ['RCPT TO', '556 5.1.10 RECIPIENT takes no mail'],
    ['DATA', '550 5.1.1 No such user'],
    ['DATA', '550 5.2.1 Mailbox disabled'],
  ])('nobody reads mail there: %s %s', (command, response) => {
    expect(answerOf(fault(command, response))).toMatchObject({ is: 'refused', address: true })
  })

  it.each([
    ['RCPT TO', '550 5.7.1 Blocked by our list'],
    ['RCPT TO', '554 5.7.1 Relay access denied'],
    ['RCPT TO', '552 5.2.2 Mailbox full'],
    ['RCPT TO', '550 5.1.8 Sender address has null MX'],
    ['DATA', '550 This looks like spam'],
    ['DATA', '554 5.6.0 Not understood'],
  ])('this message is not wanted, another may be: %s %s', (command, response) => {
    expect(answerOf(fault(command, response))).toMatchObject({ is: 'refused', address: false })
  })

  it.each([
    ['RCPT TO', '450 4.2.0 Greylisted', true],
    ['DATA', '451 4.3.0 Try again', true],
    ['RCPT TO', '421 4.3.2 Closing', false],
    ['MAIL FROM', '550 5.7.1 Not you', false],
    ['MAIL FROM', '452 4.3.1 Insufficient storage', false],
    ['AUTH PLAIN', '535 5.7.8 Wrong password', false],
    ['CONN', '554 Go away', false],
    ['EHLO', '502 What?', false],
  ])('perhaps later: %s %s', (command, response, reached) => {
    expect(answerOf(fault(command, response))).toEqual({ is: 'later', said: response, reached })
  })

  it.each([[new Error('connect ECONNREFUSED')], ['nonsense'], [null], [undefined], [{}], [{ responseCode: 'x' }]])(
    'what is no answer is tried again: %s',
    (error) => expect(answerOf(error)).toMatchObject({ is: 'later', reached: false }),
  )

  it('is kept as one short line', () => {
    expect(firstLine('550-5.1.1 One\r\n550 5.1.1 Two')).toBe('550-5.1.1 One')
    expect(firstLine('550 a\u0000b\u001b[31mc')).toBe('550 a b [31mc')
    expect(firstLine('x'.repeat(9_999))).toHaveLength(300)
  })
})
