import { useState } from 'react'
import { digitsOf } from '../../../server/domain/format-money.ts'
import { ALL_WAYS, type LedgerEntry, type Way } from '../../../server/protocol/ledger.ts'
import { filterWords } from '../../contexts/filter-words.ts'
import { SaveMenu } from '../../contexts/SaveMenu.tsx'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { readAmount } from '../../../server/domain/read-money.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { FoundEntries } from './FoundEntries.tsx'
import './ledger.css'

interface LedgerSheetProps {
  onMember: (member: LedgerEntry['member']) => void
  onClose: () => void
}

/** Stands for a choice that was not made. */
const ANY = 'any'

/** What is looked for, as it is typed and chosen. */
interface Sought {
  amount: string
  number: string
  from: string
  to: string
  staffId: string
  way: Way | typeof ANY
}

const NOTHING_SOUGHT: Sought = { amount: '', number: '', from: '', to: '', staffId: ANY, way: ANY }

/** Finds entries of the ledger by amount, day, person and way; each opens its member. */
export function LedgerSheet({ onMember, onClose }: LedgerSheetProps) {
  const wording = useWording()
  const { t, currency } = wording
  const [sought, setSought] = useState(NOTHING_SOUGHT)
  const seek = (change: Partial<Sought>): void => setSought({ ...sought, ...change })
  const cents = readAmount(sought.amount, digitsOf(currency))
  const isWrong = sought.amount.trim() !== '' && (cents === null || cents === 0)
  return (
    <Dialog title={t('ledger.title')} closeLabel={t('close')} onClose={onClose}>
      <Disclosure
        label={filterWords(furtherCount(sought), wording)}
        beside={
          <TextField
            label={t('ledger.amount')}
            value={sought.amount}
            inputMode="decimal"
            error={isWrong ? t('ledger.wrongAmount') : null}
            onChange={(amount) => seek({ amount })}
          />
        }
      >
        <Further sought={sought} seek={seek} />
      </Disclosure>
      <FoundEntries sought={paramsOf(sought, cents)} onMember={onMember} />
      <div className="ui-actions">
        <SaveMenu table={{ name: 'ledger', path: (form) => pathOf(sought, form) }} />
      </div>
    </Dialog>
  )
}

/** How many fields beside the amount narrow the search. */
function furtherCount(sought: Sought): number {
  const further = Object.values({ ...sought, amount: '' })
  return further.filter((value) => value !== '' && value !== ANY).length
}

interface FurtherProps {
  sought: Sought
  seek: (change: Partial<Sought>) => void
}

function Further({ sought, seek }: FurtherProps) {
  const { t } = useWording()
  return (
    <div className="ledger__sought">
      <TextField
        label={t('ledger.receiptNumber')}
        value={sought.number}
        inputMode="numeric"
        onChange={(number) => seek({ number: number.replace(/\D/g, '') })}
      />
      <People value={sought.staffId} onChange={(staffId) => seek({ staffId })} />
      <SelectField
        label={t('ledger.receivedBy')}
        value={sought.way}
        options={[ANY, ...ALL_WAYS].map((way) => ({ value: way, label: t(`ledger.way.${way}`) }))}
        onChange={(way) => seek({ way: way as Sought['way'] })}
      />
      <TextField
        label={t('ledger.from')}
        type="date"
        value={sought.from}
        onChange={(from) => seek({ from })}
      />
      <TextField label={t('ledger.to')} type="date" value={sought.to} onChange={(to) => seek({ to })} />
    </div>
  )
}

/** What the hub is asked; what was not filled in may be anything. */
function paramsOf({ number, from, to, staffId, way }: Sought, cents: number | null) {
  return {
    ...(cents !== null && cents > 0 && { cents }),
    ...(Number(number) > 0 && { number: Number(number) }),
    ...(from !== '' && { from }),
    ...(to !== '' && { to }),
    ...(staffId !== ANY && { staffId }),
    ...(way !== ANY && { way }),
  }
}

/** The entries of the days that were filled in, of whatever amount and person: sums are right only where nothing is left out. */
function pathOf({ from, to }: Sought, form: string): string {
  const days = new URLSearchParams({ ...(from !== '' && { from }), ...(to !== '' && { to }) })
  return `api/v1/ledger.${form}?${days.toString()}`
}

function People({ value, onChange }: { value: string; onChange: (staffId: string) => void }) {
  const { t } = useWording()
  const { data } = useHubQuery('staff.list', {})
  const people = (data?.staff ?? []).map(({ id, full_name }) => ({ value: id, label: full_name }))
  return (
    <SelectField
      label={t('ledger.by')}
      value={value}
      options={[{ value: ANY, label: t('ledger.anyone') }, ...people]}
      onChange={onChange}
    />
  )
}
