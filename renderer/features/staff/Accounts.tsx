import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { AccountRow } from './AccountRow.tsx'
import { AddAccount } from './AddAccount.tsx'
import { ListState } from './ListState.tsx'
import { OneTimeSecret } from './OneTimeSecret.tsx'

/** A password that the hub has just made, and whose it is. */
export interface MadePassword {
  name: string
  password: string
}

/** The staff accounts, and a new one. */
export function Accounts() {
  const { t } = useTranslation()
  const { data, isError, refetch } = useHubQuery('staff.list', {})
  const [made, setMade] = useState<MadePassword | null>(null)
  const changed = (password: MadePassword | null): void => {
    setMade(password)
    void refetch()
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
        isLoading={data === undefined}
        isAway={isError}
        empty={data?.staff.length === 0 ? t('staff.noAccounts') : null}
      />
      <ul className="staff__list">
        {data?.staff.map((account) => (
          <AccountRow key={account.id} account={account} onChanged={changed} />
        ))}
      </ul>
    </>
  )
}
