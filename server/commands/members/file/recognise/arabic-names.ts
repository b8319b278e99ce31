import type { ImportField } from '../../../../protocol/import-mapping.ts'

/** Parts of names in Arabic, as the other languages have them: without marks, and so without hamza. */
export const ARABIC_PARTS: readonly (readonly [RegExp, ImportField | null])[] = [
  [/الطوارئ|ولي|المدرب|الجنس|العنوان|السداد|الدفع/, null],
  [/بريد/, 'email'],
  [/جوال|موبايل|محمول/, 'mobile'],
  [/هاتف|تليفون/, 'phone'],
  [/ميلاد/, 'birthday'],
  [/متبقي/, 'visits_left'],
  [/تجميد|ايقاف/, null],
  [/انتهاء|نهايه|نهاية/, 'valid_until'],
  [/بدء|بدايه|بداية/, 'valid_from'],
  [/بطاقة|بطاقه|باركود/, 'credentials'],
  [/مستحق|ديون|مديونية/, 'debt'],
  [/حالة|حاله/, 'status'],
  [/اشتراك|باقة|عضوية/, 'membership_type'],
  [/رقم(?:ال)?(?:عضو|عميل|مشترك)/, 'old_id'],
  [/الاسمالاول/, 'first_name'],
  [/(?:اسم)?العائلة|اللقب/, 'last_name'],
  [/اسم/, 'full_name'],
  [/ملاحظ/, 'note'],
]
