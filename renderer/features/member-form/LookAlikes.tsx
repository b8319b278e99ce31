import type { Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { formatRow } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { useLookAlikes } from './use-look-alikes.ts'
import type { MemberValues } from './member-values.ts'

interface LookAlikesProps {
  control: Control<MemberValues>
  onOpen: (member: { id: string; full_name: string }) => void
}

/** Members who may be the same person, each with a way to open them instead. */
export function LookAlikes({ control, onOpen }: LookAlikesProps) {
  const { t, i18n } = useTranslation()
  const found = useLookAlikes(control)
  return (
    <section className="member-form__alike" aria-label={t('memberForm.alike')}>
      <p role="status" className="ui-card__title">
        {found.length > 0 && t('memberForm.alikeFound', { count: found.length })}
      </p>
      <ul>
        {found.map((member) => (
          <li key={member.id} className="member-form__other">
            <div>
              <p dir="auto">{member.full_name}</p>
              <p className="member-form__more">
                {formatRow(
                  [member.membership_type, ...member.alike.map((what) => t(`memberForm.same.${what}`))],
                  i18n.language,
                )}
              </p>
            </div>
            <Button
              kind="small"
              label={t('memberForm.openName', { name: member.full_name })}
              onPress={() => onOpen(member)}
            >
              {t('memberForm.open')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
