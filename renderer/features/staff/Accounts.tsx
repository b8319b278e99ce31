import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { AccountRow } from './AccountRow.tsx'
import { AddAccount } from './AddAccount.tsx'
import { ListState } from './ListState.tsx'
import { OneTimeSecret } from './OneTimeSecret.tsx'
import { useHubList } from './use-hub-list.ts'

/** A password that the hub has just made, and whose it is. */
export interface MadePassword {
  name: string
  password: string
}

/** The staff accounts, and a new one. */
export function Accounts() {
  const { t } = useTranslation()
  const hub = useHub()
  const { items, isAway, reload } = useHubList(async () => (await hub.call('staff.list', {})).staff)
  const [made, setMade] = useState<MadePassword | null>(null)
  const changed = (password: MadePassword | null): void => {
    setMade(password)
    reload()
  }
  if (made) {
    return (
      <OneTimeSecret
        title={t('staff.passwordOf', { name: made.name })}
        secret={made.password}
        hint={t('staff.passwordOnce')}
        onDone={() => setMade(null)}
      />
    )
  }
  return (
    <>
      <AddAccount onAdded={changed} />
      <ListState
        isLoading={items === null}
        isAway={isAway}
        empty={items?.length === 0 ? t('staff.noAccounts') : null}
      />
      <ul className="staff__list">
        {items?.map((account) => (
          <AccountRow key={account.id} account={account} onChanged={changed} />
        ))}
      </ul>
    </>
  )
}
