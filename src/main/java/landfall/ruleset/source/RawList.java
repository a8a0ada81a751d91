package landfall.ruleset.source;

import landfall.ruleset.FileKind;

/** A list as its file has it: nothing cleaned, since only the rules tell what kind of field it is for. */
public record RawList(String name, CsvTable table) {

    static RawList of(CsvTable table) {
        return new RawList(FileKind.baseName(table.path()), table);
    }

    /** Whether the list names a territory or a rep for each of its values. */
    public boolean isMapping() {
        return table.column("territory") > 0 || table.column("rep") > 0;
    }
}
