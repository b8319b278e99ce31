import type { Caller } from '../../auth/caller.ts'
import { hasRight } from '../../protocol/rights.ts'
import type { OpenedStore } from '../../store/store.ts'
import type { GroupWriter } from '../../store/write.ts'
import type { Handlers } from '../handlers.ts'
import type { Booker } from './book.ts'
import { findEntries, listOfMember } from './list-entries.ts'
import { receivePayment, reverseEntry, writeOffDebt } from './settle.ts'

type LedgerOperation = 'ledger.list' | 'ledger.find' | 'ledger.pay' | 'ledger.writeOff' | 'ledger.reverse'

interface LedgerParts extends Pick<Booker, 'fingerprints' | 'newId'> {
  store: Pick<OpenedStore, 'db'>
  writer: Pick<GroupWriter, 'write' | 'counters'>
}

/** What members owe and what was received; each entry is one transaction with what the member owes after it. */
export function ledgerHandlers({ store, writer, ...means }: LedgerParts): Handlers<LedgerOperation> {
  const by = (caller: Caller) => ({
    ...{ actor: caller, ...means, mayReverseAny: hasRight(caller.role, 'correct_ledger') },
  })
  const asked = ({ id, role }: Caller) => ({
    db: store.db,
    by: { asker: id, mayAny: hasRight(role, 'correct_ledger'), today: writer.counters.day.day },
  })
  return {
    'ledger.list': (params, caller) => listOfMember(asked(caller), params),
    'ledger.find': (params, caller) => findEntries(asked(caller), params),
    'ledger.pay': (params, caller) => writer.write((context) => receivePayment(context, params, by(caller))),
    'ledger.writeOff': (params, caller) =>
      writer.write((context) => writeOffDebt(context, params, by(caller))),
    'ledger.reverse': (params, caller) =>
      writer.write((context) => reverseEntry(context, params, by(caller))),
  }
}
