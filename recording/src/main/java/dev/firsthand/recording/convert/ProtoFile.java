package dev.firsthand.recording.convert;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A .proto file of one message, enough of it to tell readers how the message is laid out.
///
/// Field numbers below are those of google/protobuf/descriptor.proto.
record ProtoFile(String path, String packageName, List<ProtoFile> imports, String message, List<Field> fields) {
    enum FieldType {
        DOUBLE(1),
        INT64(3),
        INT32(5),
        FIXED32(7),
        STRING(9),
        MESSAGE(11),
        BYTES(12);

        private final int number;

        FieldType(int number) {
            this.number = number;
        }
    }

    /// `message` names the type of a field that is a message, else it is empty.
    record Field(String name, int number, FieldType type, boolean repeated, String message) {
        static Field of(String name, int number, FieldType type) {
            return new Field(name, number, type, false, "");
        }

        static Field repeated(String name, int number, FieldType type) {
            return new Field(name, number, type, true, "");
        }

        static Field of(String name, int number, ProtoFile file) {
            return new Field(name, number, FieldType.MESSAGE, false, "." + file.fullName());
        }

        static Field repeated(String name, int number, ProtoFile file) {
            return new Field(name, number, FieldType.MESSAGE, true, "." + file.fullName());
        }
    }

    ProtoFile {
        imports = List.copyOf(imports);
        fields = List.copyOf(fields);
    }

    String fullName() {
        return packageName + "." + message;
    }

    /// A FileDescriptorSet: this file and all that it imports, imports first.
    byte[] descriptorSet() {
        var all = new LinkedHashSet<ProtoFile>();
        collect(all);
        var set = new ProtoBytes();
        all.forEach(file -> set.message(1, file.descriptor()));
        return set.toBytes();
    }

    private void collect(Set<ProtoFile> all) {
        imports.forEach(file -> file.collect(all));
        all.add(this);
    }

    private ProtoBytes descriptor() {
        var type = new ProtoBytes().string(1, message);
        fields.forEach(field -> type.message(2, descriptor(field)));
        var file = new ProtoBytes().string(1, path).string(2, packageName);
        imports.forEach(imported -> file.string(3, imported.path));
        return file.message(4, type).string(12, "proto3");
    }

    private static ProtoBytes descriptor(Field field) {
        return new ProtoBytes()
                .string(1, field.name)
                .integer(3, field.number)
                .integer(4, field.repeated ? 3 : 1)
                .integer(5, field.type.number)
                .string(6, field.message);
    }
}
