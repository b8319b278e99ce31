import type { MemberRow } from '../../store/rights.ts'

/** A member of whom nothing is known yet: may come in, owes nothing. */
export function emptyMember(id: string, now: number): MemberRow {
  return {
    id,
    full_name: '',
    membership_type: '',
    phone: '',
    email: '',
    photo_url: null,
    birthday: null,
    valid_from: null,
    valid_until: null,
    visits_left: null,
    frozen_from: null,
    frozen_until: null,
    period_id: null,
    rights: { planName: '', periods: [], freezes: [], today: '' },
    suspended: 0,
    debt_cents: 0,
    debt_since: null,
    search_text: '',
    created_at: now,
    updated_at: now,
    deleted_at: null,
    home_gym: null,
  }
}
