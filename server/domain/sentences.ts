import type { BlockedCard } from '../protocol/cards.ts'
import type { FailedRule, Money } from '../protocol/rules.ts'
import type { Reason } from '../protocol/scan.ts'
import { formatHours } from './format-hours.ts'
import { formatMoney } from './format-money.ts'
import type { Refusal } from './overriding.ts'

/** The English sentences that go with the hub's answers; our desks make their own from verdict, reason and rule. */

/** What failed, in words, with the day, the hours, the amount or the limit of the rule. */
export function sentenceOf({ reason, rule, blocked }: Refusal & { blocked?: BlockedCard }): string {
  if (blocked) return blockedSentence(blocked)
  return rule ? ruleSentence(rule) : SENTENCES[reason]
}

function blockedSentence(card: BlockedCard): string {
  return card.kind === 'lost'
    ? `This card was reported lost on ${dayText(card.on)}`
    : `This card was lent until ${dayText(card.until)}`
}

function ruleSentence(rule: FailedRule): string {
  switch (rule.kind) {
    case 'plan_ended':
      return `The plan expired on ${dayText(rule.on)}`
    case 'no_plan':
      return 'No plan yet'
    case 'plan_starts':
      return `The plan starts on ${dayText(rule.on)}`
    case 'frozen':
      return rule.until === null ? SENTENCES.frozen : `The plan is frozen until ${dayText(rule.until)}`
    case 'debt':
      return `A payment of ${moneyText(rule)} is due`
    case 'hours':
      return `The plan is only valid ${formatHours(rule.hours, ENGLISH)}`
    case 'locations':
      return `The plan is only valid at ${rule.locations.join(', ')}`
    case 'passback':
      return `This card checked in less than ${rule.minutes} minutes ago`
    case 'capacity':
      return `The gym is full: the limit is ${rule.capacity}`
  }
}

const ENGLISH = 'en-GB'

function moneyText(money: Money): string {
  return formatMoney(money, ENGLISH)
}

function dayText(day: string): string {
  return new Intl.DateTimeFormat(ENGLISH, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day))
}

const SENTENCES: Record<Reason, string> = {
  ok_in: 'Come in',
  ok_out: 'Goodbye',
  repeat_ignored: 'Already scanned',
  already_in: 'Already inside',
  not_in: 'Not inside',
  unknown_credential: 'Unknown card',
  credential_revoked: 'This card is blocked',
  expired: 'The plan has expired',
  not_started: 'The plan has not started yet',
  frozen: 'The plan is frozen',
  suspended: 'The member is suspended',
  debt: 'A payment is due',
  no_visits_left: 'No visits left',
  outside_hours: 'The plan is not valid at this time',
  wrong_location: 'The plan is not valid at this location',
  capacity_full: 'The gym is full',
  note_must_be_read: 'Read the note first',
  ambiguous: 'Two codes came at once. Scan again',
  rate_limited: 'Too many scans at once. Scan again',
  hub_unreachable: 'No connection to the hub',
}
