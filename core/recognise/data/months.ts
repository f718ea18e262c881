/** Month names, January first. Sources: Royal Society of Thailand (full and short forms); Kamus Dewan; KBBI. 2026-11-21. */
export const thaiMonths: readonly (readonly string[])[] = [
  ['มกราคม', 'ม.ค.'], ['กุมภาพันธ์', 'ก.พ.'], ['มีนาคม', 'มี.ค.'], ['เมษายน', 'เม.ย.'], ['พฤษภาคม', 'พ.ค.'], ['มิถุนายน', 'มิ.ย.'],
  ['กรกฎาคม', 'ก.ค.'], ['สิงหาคม', 'ส.ค.'], ['กันยายน', 'ก.ย.'], ['ตุลาคม', 'ต.ค.'], ['พฤศจิกายน', 'พ.ย.'], ['ธันวาคม', 'ธ.ค.'],
];

export const malayMonths: readonly (readonly string[])[] = [
  ['januari', 'jan'], ['februari', 'feb', 'pebruari'], ['mac', 'maret', 'mar'], ['april', 'apr'], ['mei', 'may'],
  ['jun', 'juni', 'june'], ['julai', 'juli', 'july'], ['ogos', 'agustus', 'ogo'], ['september', 'sep', 'sept'],
  ['oktober', 'okt', 'oct'], ['november', 'nov', 'nopember'], ['disember', 'desember', 'dis', 'des'],
];
