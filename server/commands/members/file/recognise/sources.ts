import { headerKey } from '../values/header-key.ts'

/** Products whose files are known by the names of their columns. */
interface Product {
  /** Part of the ids of its members: it never changes. */
  source: string
  name: string
  /** Names that tell it from the others. */
  telling: readonly string[]
}

const PRODUCTS: readonly Product[] = [
  {
    source: 'av-gym',
    name: 'AV Gym System',
    telling: [
      ...['membership_number', 'full_name', 'Membership Expiry', 'Join Date', 'Membership'],
      ...['membership_type', 'image_url'],
    ],
  },
  {
    source: 'glofox',
    name: 'Glofox',
    telling: [
      'Membership Tier',
      'Membership Expiry Date',
      'BarcodeID',
      'Lifetime Sales',
      'Next AutoPay Date',
      'Joined On',
    ],
  },
  {
    source: 'mindbody',
    name: 'Mindbody',
    telling: [
      'Client ID',
      'Client Name',
      'Pricing Option',
      'Next Auto-Pay Date',
      'Client Since',
      'Client Email',
      'First Visit',
    ],
  },
  {
    source: 'teamup',
    name: 'TeamUp',
    telling: [
      'Customer Name',
      'Customer Email',
      'Membership Name',
      'Purchase Date',
      'Expiration Date',
      'Cancelled Date',
    ],
  },
  {
    source: 'zen-planner',
    name: 'Zen Planner',
    telling: [
      'Membership Label',
      'Membership Category',
      'Enrollment Date',
      'First Att. Date',
      'Reason (sub)',
      'Cell Phone',
    ],
  },
  {
    source: 'wodify',
    name: 'Wodify',
    telling: [
      'Athlete Name',
      'Default Location',
      'Is Dependent',
      'Payment Plan',
      'Client Name',
      'Membership',
    ],
  },
  {
    source: 'pushpress',
    name: 'PushPress',
    telling: ['member_id', 'plan_end_date', 'plan_cancel_date', 'Plan', 'Expires', 'Join Date'],
  },
  {
    source: 'gymdesk',
    name: 'Gymdesk',
    telling: ['Date Joined', 'Membership Type', 'Mobile', 'Belt', 'Name', 'Tags'],
  },
  {
    source: 'virtuagym',
    name: 'Virtuagym',
    telling: [
      'club_member_id',
      'external_id',
      'card_nr',
      'membership_start',
      'unsubscribe_date',
      'last_check_in',
    ],
  },
  {
    source: 'gymmaster',
    name: 'GymMaster',
    telling: ['Member No', 'Card Number', 'Membership Start', 'Membership End', 'Home Club', 'Programme'],
  },
  {
    source: 'fresha',
    name: 'Fresha',
    telling: ['Client ID', 'Blocked', 'Mobile Number', 'Telephone', 'Note', 'Referral source'],
  },
  {
    source: 'wod-guru',
    name: 'wod.guru',
    telling: [
      'first_last_name',
      'last_first_name',
      'card_code',
      'pass_name',
      'pass_expiration_date',
      'sessions_left',
    ],
  },
  {
    source: 'perfect-gym',
    name: 'Perfect Gym',
    telling: ['User number', 'ExternalUserId', 'Home club', 'Contract', 'Payment Plan', 'Full Name'],
  },
]

/** Names of a product that a file must have: two may meet by chance. */
const TOLD_BY = 3

const KEYED = PRODUCTS.map((product) => ({ ...product, keys: product.telling.map(headerKey) }))

/** The product that most of a header's names tell, or null. */
export function productOf(headers: readonly string[]): { source: string; name: string } | null {
  const keys = new Set(headers.map(headerKey))
  const scores = KEYED.map((product) => ({
    product,
    told: product.keys.filter((key) => keys.has(key)).length,
  }))
  const most = scores.reduce((best, next) => (next.told > best.told ? next : best))
  const rivals = scores.filter(({ told }) => told === most.told)
  if (most.told < TOLD_BY || rivals.length > 1) return null
  return { source: most.product.source, name: most.product.name }
}
