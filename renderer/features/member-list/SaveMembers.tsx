import { useTranslation } from 'react-i18next'
import { SaveMenu } from '../../contexts/SaveMenu.tsx'
import type { ListAsked } from '../../contexts/use-member-list.ts'

/** The list as it is shown, or all that the gym takes along. */
export function SaveMembers({ asked }: { asked: ListAsked }) {
  const { t } = useTranslation()
  const query = new URLSearchParams(
    Object.entries(asked).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const path = (form: string): string => `api/v1/members/list.${form}?${query.toString()}`
  const all = { label: t('files.all'), path: 'api/v1/members/export?format=zip', fileName: 'gym.zip' }
  return <SaveMenu table={{ name: 'members', path }} others={[all]} />
}
