import type { BookedEntries, LedgerReply } from '../ledger.ts'
import * as take from '../ledger-params.ts'
import { result, type Operation } from './operation.ts'

/** What members owe, and what was received of them. */
export const ledgerOperations = {
  'ledger.list': {
    summary: 'What a member was charged and has paid, the newest first.',
    params: take.ledgerOfMember,
    right: 'see',
    result: result<LedgerReply>(),
  },
  'ledger.find': {
    summary: 'Entries of the ledger by day, person, way and amount, the newest first.',
    params: take.soughtEntries,
    right: 'read_audit',
    result: result<LedgerReply>(),
  },
  'ledger.pay': {
    summary: 'Receives a part or all of what a member owes.',
    params: take.payment,
    right: 'renew_members',
    result: result<BookedEntries>(),
  },
  'ledger.writeOff': {
    summary: 'Gives up a part or all of what a member owes.',
    params: take.writeOff,
    right: 'correct_ledger',
    result: result<BookedEntries>(),
  },
  'ledger.reverse': {
    summary: 'Takes an entry back by one of the opposite amount: one’s own of today, or any by a manager.',
    params: take.reversal,
    right: 'renew_members',
    result: result<BookedEntries>(),
  },
} as const satisfies Record<string, Operation>
