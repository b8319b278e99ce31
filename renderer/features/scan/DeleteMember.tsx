import { useTranslation } from 'react-i18next'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'

interface DeleteMemberProps {
  member: MemberDetails
  onDeleted: () => void
  onCancel: () => void
}

/** Deletes a member, after it was said what goes and what stays. */
export function DeleteMember({ member, onDeleted, onCancel }: DeleteMemberProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const title = t('cards.delete.title', { name: member.full_name })
  const remove = (): void =>
    run(async () => {
      await hub.call('members.delete', { memberId: member.id })
      onDeleted()
    })
  return (
    <section aria-label={title} className="member-sheet__part">
      <h3 className="ui-card__title">{title}</h3>
      <p>{t('cards.delete.goes')}</p>
      <p>{t('cards.delete.stays')}</p>
      <p>{t('cards.delete.backups')}</p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button autoFocus onPress={onCancel}>
          {t('cancel')}
        </Button>
        <Button isDisabled={isGoing} onPress={remove}>
          {t('cards.delete.doIt')}
        </Button>
      </div>
    </section>
  )
}
