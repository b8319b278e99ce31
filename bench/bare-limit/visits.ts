import type Sqlite from 'better-sqlite3'
import { newTimeOrderedId } from '../../server/platform/uuid-v7.ts'

/** A command as it came, unchecked. */
export interface Command {
  type: string
  requestId: string
  payload: { memberId: string; location: string; checkInId: string }
}

interface MemberRow {
  full_name: string
  membership_type: string
}

interface VisitRow {
  member_id: string
  location: string
  check_in_at: number
}

/** The two commands as raw prepared statements; each returns the text of its payload without `seq` and end. */
export interface Visits {
  checkIn: (command: Command, now: number, nowText: string) => string
  checkOut: (command: Command, now: number, nowText: string) => string
}

export function prepareVisits(database: Sqlite.Database): Visits {
  const selectMember = database.prepare<[string], MemberRow>(
    'select full_name, membership_type from members where id = ?',
  )
  const insertVisit = database.prepare('insert into visits values (?, ?, ?, ?, null)')
  const endVisit = database.prepare<[number, string], VisitRow>(
    'update visits set check_out_at = ? where id = ? returning member_id, location, check_in_at',
  )
  const memberText = (id: string): string => {
    const member = found(selectMember.get(id))
    return `{"id":"${id}","full_name":${JSON.stringify(member.full_name)},"membership_type":"${member.membership_type}"}`
  }
  return {
    checkIn({ payload: { memberId, location } }, now, nowText) {
      const id = newTimeOrderedId()
      insertVisit.run(id, memberId, location, now)
      return `{"id":"${id}","member":${memberText(memberId)},"check_in_time":"${nowText}","location":${JSON.stringify(location)}`
    },
    checkOut({ payload: { checkInId } }, now, nowText) {
      const visit = found(endVisit.get(now, checkInId))
      const began = new Date(visit.check_in_at).toISOString()
      const stayMinutes = Math.floor((now - visit.check_in_at) / 60_000)
      return (
        `{"id":"${checkInId}","member":${memberText(visit.member_id)},"check_in_time":"${began}",` +
        `"location":${JSON.stringify(visit.location)},"check_out_time":"${nowText}","stay_minutes":${stayMinutes}`
      )
    },
  }
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('The load asked for something that is not there.')
  return row
}
