/**
 * Stamps on Vietnamese documents. Urgency: Decree 30/2020/NĐ-CP of 5 March 2020, Article 8 and
 * Appendix I, II.6 ("hỏa tốc hẹn giờ" from Decree 110/2004/NĐ-CP is still met). Secrecy: Law on
 * Protection of State Secrets 29/2018/QH14, Article 8, unchanged in the law of 2025. State of 2026-11-21.
 */
export const urgencyStamps: readonly string[] = ['HỎA TỐC', 'HỎA TỐC HẸN GIỜ', 'THƯỢNG KHẨN', 'KHẨN'];
export const secrecyStamps: readonly string[] = ['TUYỆT MẬT', 'TỐI MẬT', 'MẬT'];
