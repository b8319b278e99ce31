import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { hasRight } from '../../../server/protocol/rights.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useDesk, useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'

/** Lets a suspended member come again. Whoever was refused for it has its button under the hand, where a manager is signed in. */
export function MemberSuspension({ member }: { member: MemberDetails }) {
  const { t } = useTranslation()
  const hub = useHub()
  const person = useDesk('person')
  const { isGoing, error, run } = useOperation()
  if (member.refusal !== 'suspended') return null
  const mayLift = person !== null && hasRight(person.role, 'change_members')
  const lift = (): void =>
    run(() =>
      hub.call('members.edit', {
        ...{ memberId: member.id, id: uuidv7(), fields: { suspended: { was: true, now: false } } },
      }),
    )
  return (
    <section aria-label={t('newcomer.suspension')}>
      <h3 className="ui-card__title">{t('newcomer.suspension')}</h3>
      {mayLift ? (
        <Button kind="small" autoFocus isDisabled={isGoing} onPress={lift}>
          {t('newcomer.lift')}
        </Button>
      ) : (
        <p>{t('newcomer.managerLifts')}</p>
      )}
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
    </section>
  )
}
