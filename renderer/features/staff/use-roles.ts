import { useTranslation } from 'react-i18next'
import { ROLES, type Role } from '../../../server/protocol/roles.ts'

/** The roles with what they are called. */
export function useRoles(): { value: Role; label: string }[] {
  const { t } = useTranslation()
  return ROLES.map((value) => ({ value, label: t(`role.${value}`) }))
}
