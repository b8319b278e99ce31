import type { FastifyInstance } from 'fastify'
import { followUpCsv, memberListCsv } from '../commands/members/file/member-list-csv.ts'
import type { Caller } from '../auth/caller.ts'
import { decodeParams } from '../protocol/decode-params.ts'
import { followUpList } from '../protocol/follow-up-params.ts'
import type { FollowUpReply } from '../protocol/follow-up.ts'
import type { MemberListPage } from '../protocol/member-list.ts'
import { listedMembers } from '../protocol/params.ts'
import { requireCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { madeAsRead } from './made-as-read.ts'

const csvQuery = listedMembers.omit({ after: true })

/** Lists of members as files, for managers: as for any file with all members. */
export function serveMemberList(http: FastifyInstance, rules: CallerRules): void {
  http.get(
    '/api/v1/members/list.csv',
    says('The list of members as a file, whole.', { query: csvQuery }),
    (request, reply) => {
      const caller = requireCaller(request, rules, 'change_members')
      const asked = decodeParams(csvQuery, request.query)
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="members.csv"')
        .send(madeAsRead(memberListCsv(allPages(rules, asked, caller))))
    },
  )
  http.get(
    '/api/v1/follow-ups.csv',
    says('A list of members to call as a file, the most urgent first, as many as on screen.', {
      query: followUpList,
    }),
    async (request, reply) => {
      const caller = requireCaller(request, rules, 'change_members')
      const { list } = decodeParams(followUpList, request.query)
      const { members } = (await rules.hub.call('followUps.list', { list }, caller)) as FollowUpReply
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="call-${list}.csv"`)
        .send(followUpCsv(members))
    },
  )
}

async function* allPages(
  { hub }: CallerRules,
  asked: object,
  caller: Caller,
): AsyncGenerator<MemberListPage> {
  for (let after: string | null | undefined; after !== null;) {
    const page = (await hub.call('members.list', { ...asked, after }, caller)) as MemberListPage
    yield page
    after = page.next
  }
}
