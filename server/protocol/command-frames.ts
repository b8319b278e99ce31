/**
 * The frames of those operations that have one of their own, as the deployed AV Gym client and our desks send them. Apart from the
 * shapes of their payloads, which the page does not need.
 */
export const COMMAND_FRAMES = {
  'visits.checkIn': 'check_in',
  'visits.checkOut': 'check_out',
  'visits.scan': 'scan',
  'visits.undo': 'undo',
  'closings.review': 'review_closing',
  'occupancy.correct': 'correct_occupancy',
} as const
