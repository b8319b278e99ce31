import { SaveCsv } from '../../contexts/SaveCsv.tsx'
import type { ListAsked } from '../../contexts/use-member-list.ts'

/** The list as a file. */
export function SaveList({ asked }: { asked: ListAsked }) {
  const query = new URLSearchParams(
    Object.entries(asked).map(([name, value]): [string, string] => [name, String(value)]),
  )
  return <SaveCsv kind="small" path={`api/v1/members/list.csv?${query.toString()}`} fileName="members.csv" />
}
