import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub, useDesk } from '../../contexts/WebSocketContext.tsx'
import type { KnownDesk } from '../../../server/protocol/accounts.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { LastSeen } from './LastSeen.tsx'
import { Question } from './Question.tsx'
import { RenameDesk } from './RenameDesk.tsx'

/** One desk: its name, when it was last there, and how to rename or remove it. */
export function DeskRow({ desk, onChanged }: { desk: KnownDesk; onChanged: () => void }) {
  const { t } = useTranslation()
  const hub = useHub()
  const isHere = useDesk('desk')?.id === desk.id
  const { isGoing, error, run } = useOperation()
  const [doing, setDoing] = useState<'renaming' | 'removing' | null>(null)
  const stop = (): void => setDoing(null)
  const change = (ask: () => Promise<unknown>): void =>
    run(async () => {
      await ask()
      stop()
      onChanged()
    })
  return (
    <li className="staff__row" aria-label={desk.name}>
      {doing === 'renaming' ? (
        <RenameDesk
          name={desk.name}
          isGoing={isGoing}
          onName={(name) => change(() => hub.call('desks.rename', { id: desk.id, name }))}
          onCancel={stop}
        />
      ) : (
        <>
          <div className="staff__who">
            <span className="staff__name" dir="auto">
              {desk.name}
            </span>
            {isHere && <Chip tone="accent">{t('staff.thisDesk')}</Chip>}
            <LastSeen at={desk.last_seen_at} />
          </div>
          <div className="staff__actions">
            <Button kind="small" isDisabled={isGoing} onPress={() => setDoing('renaming')}>
              {t('staff.rename')}
            </Button>
            <Button kind="small" isDisabled={isGoing} onPress={() => setDoing('removing')}>
              {t('staff.remove')}
            </Button>
          </div>
        </>
      )}
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      {doing === 'removing' && (
        <Question
          title={t('staff.removeAsk', { name: desk.name })}
          means={t(isHere ? 'staff.removeThisMeans' : 'staff.removeMeans')}
          doIt={t('staff.remove')}
          onYes={() => change(() => hub.call('desks.remove', { id: desk.id }))}
          onClose={stop}
        />
      )}
    </li>
  )
}
