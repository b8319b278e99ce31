import { describe, expect, it } from 'vitest'
import type { VisitPayload } from '../../../server/protocol/server-frames.ts'
import { inOrder } from './order.ts'

const visit = (full_name: string, check_in_time: string): VisitPayload =>
  ({
    id: full_name,
    check_in_time,
    member: { id: full_name, full_name, membership_type: '' },
  }) as VisitPayload

const INSIDE = [
  visit('Émile', '2026-11-25T09:00:00.000Z'),
  visit('Zoe', '2026-11-24T22:40:00.000Z'),
  visit('Emma', '2026-11-25T10:00:00.000Z'),
]

describe('those who are inside', () => {
  it.each([
    ['longest', ['Zoe', 'Émile', 'Emma']],
    ['newest', ['Emma', 'Émile', 'Zoe']],
    ['name', ['Émile', 'Emma', 'Zoe']],
  ] as const)('are listed %s first', (order, names) => {
    expect(inOrder(INSIDE, order).map(({ id }) => id)).toEqual(names)
  })
})
