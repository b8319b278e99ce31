import type { Fault } from '../fault.ts'

const RANDOM = ['tests/hub/ledger/random-ledger.test.ts']
const LEDGER = ['tests/hub/ledger/ledger.test.ts']

/** In the ledger: that it balances, that nothing is booked twice, and who may take back what. */
export const ledgerFaults: readonly Fault[] = [
  {
    name: 'an entry may be reversed by two changes',
    file: 'server/commands/ledger/money-of-change.ts',
    was: "row.kind === 'reversal' || (await findReversal(tx, row.id)) !== undefined",
    becomes: "row.kind === 'reversal'",
    caughtBy: LEDGER,
    title: 'undone with all that it booked',
    isSlow: true,
  },
  {
    name: 'a sale is booked anew each time it is asked',
    file: 'server/commands/ledger/money-of-change.ts',
    was: '  if (!first) return undefined\n',
    becomes: '  if (!first || change_id) return undefined\n',
    caughtBy: LEDGER,
    title: 'asked twice is booked once',
  },
  {
    name: 'a member may have a credit',
    file: 'server/commands/ledger/book.ts',
    was: '    if (owed < 0) throw credit()\n',
    becomes: '',
    caughtBy: RANDOM,
  },
  {
    name: 'anybody reverses what is of today',
    file: 'server/commands/ledger/may-reverse.ts',
    was: 'staff_id === asker && business_day === today',
    becomes: 'business_day === today',
    caughtBy: LEDGER,
    title: 'what is due',
  },
  {
    name: 'a reversal leaves the takings as they were',
    file: 'server/commands/ledger/book.ts',
    was: '    ...(way !== null && { way }),\n',
    becomes: '',
    caughtBy: LEDGER,
  },
]
