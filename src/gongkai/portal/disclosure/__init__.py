"""The public library of rules and the public query of decisions (规章文件库和行政决定公示)."""
