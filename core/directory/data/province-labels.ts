/**
 * Names of Vietnamese provinces as they stand in domains, those before and after the mergers of 1 July 2025 (Nghị quyết 202/2025/QH15). Some differ by
 * one letter (Kiên Giang, Tiền Giang; Hà Giang, Hậu Giang): a real neighbour is no imitation.
 */
export const provinceLabels: ReadonlySet<string> = new Set([
  'angiang', 'bariavungtau', 'baclieu', 'bacgiang', 'backan', 'bacninh', 'bentre', 'binhdinh', 'binhduong', 'binhphuoc', 'binhthuan', 'camau', 'cantho', 'caobang', 'danang', 'daklak', 'daknong',
  'dienbien', 'dongnai', 'dongthap', 'gialai', 'hagiang', 'hanam', 'hanoi', 'hatay', 'hatinh', 'haiduong', 'haiphong', 'haugiang', 'hoabinh', 'hochiminhcity', 'hue', 'hungyen', 'khanhhoa', 'kiengiang', 'kontum',
  'laichau', 'lamdong', 'langson', 'laocai', 'longan', 'namdinh', 'nghean', 'ninhbinh', 'ninhthuan', 'phutho', 'phuyen', 'quangbinh', 'quangnam', 'quangngai', 'quangninh', 'quangtri', 'soctrang',
  'sonla', 'tayninh', 'thaibinh', 'thainguyen', 'thanhhoa', 'thuathienhue', 'tiengiang', 'travinh', 'tuyenquang', 'vinhlong', 'vinhphuc', 'yenbai',
]);
